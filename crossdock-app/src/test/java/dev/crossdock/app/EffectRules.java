package dev.crossdock.app;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What code outside `dev.crossdock.env` must not do by itself: wait, lock, read a clock, draw randomness, open files or
/// sockets. Each of these goes through `env`, so that a simulator can decide when and how it happens.
///
/// Read from the bytecode, because there nothing hides: method references, `var`, wildcard imports and
/// `synchronized` blocks all leave their mark in the constant pool or the instructions.
final class EffectRules {
    /// Within these packages everything is forbidden but what [#ALLOWED] names.
    private static final List<String> CLOSED = List.of("java.util.concurrent.", "java.nio.channels.", "java.nio.file.",
            "java.net.", "java.util.random.", "sun.", "jdk.internal.");

    private static final List<String> ALLOWED = List.of(
            "java.util.concurrent.atomic.", "java.util.concurrent.Callable", "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentLinkedDeque", "java.util.concurrent.ConcurrentLinkedQueue",
            "java.util.concurrent.ConcurrentMap", "java.util.concurrent.ConcurrentNavigableMap",
            "java.util.concurrent.ConcurrentSkipList", "java.util.concurrent.CopyOnWriteArray",
            "java.util.concurrent.TimeUnit", "java.nio.file.Path", "java.net.URI", "java.net.URLDecoder",
            "java.net.URLEncoder");

    private static final Set<String> FORBIDDEN_CLASSES = Set.of(
            "java.lang.Thread", "java.lang.Process", "java.lang.ProcessBuilder", "java.lang.ProcessHandle",
            "java.io.File", "java.io.FileDescriptor", "java.io.FileInputStream", "java.io.FileOutputStream",
            "java.io.FileReader", "java.io.FileWriter", "java.io.RandomAccessFile", "java.io.PipedInputStream",
            "java.io.PipedOutputStream", "java.security.SecureRandom", "java.util.Calendar", "java.util.Date",
            "java.util.Random", "java.util.SplittableRandom", "java.util.Timer", "javax.net.ssl.HttpsURLConnection",
            "javax.net.ssl.SSLServerSocket", "javax.net.ssl.SSLSocket", "javax.net.ssl.SSLSocketFactory");

    private static final Set<String> FORBIDDEN_CALLS = Set.of(
            "java.lang.System.nanoTime", "java.lang.System.currentTimeMillis", "java.lang.System.exit",
            "java.lang.Runtime.exit", "java.lang.Runtime.halt", "java.lang.Runtime.exec",
            "java.lang.Runtime.addShutdownHook", "java.lang.Math.random", "java.lang.StrictMath.random",
            "java.util.UUID.randomUUID", "java.util.Collections.shuffle", "java.nio.file.Path.toRealPath",
            "java.nio.file.Path.toFile", "java.nio.file.Path.register", "java.time.InstantSource.system");

    private static final Set<String> FORBIDDEN_ON_ANY_CLASS = Set.of("wait()", "wait(J)", "notify()", "notifyAll()",
            "parallelStream()", "parallel()");

    private EffectRules() {}

    /// Every forbidden thing in one class file, each as `class: what`, without repeats.
    static Set<String> violations(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        Set<String> found = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            inPool(entry, found);
        }
        model.fields().forEach(field -> type(field.fieldTypeSymbol(), found));
        model.methods().forEach(method -> inMethod(method, found));
        String name = nameOf(model.thisClass().asSymbol());
        Set<String> lines = new TreeSet<>();
        found.forEach(what -> lines.add(name + ": " + what));
        return lines;
    }

    private static void inPool(PoolEntry entry, Set<String> found) {
        if (entry instanceof ClassEntry used) {
            type(used.asSymbol(), found);
        }
        if (entry instanceof MemberRefEntry used) {
            call(nameOf(used.owner().asSymbol()), used.name().stringValue(), used.type().stringValue(), found);
        }
    }

    private static void inMethod(MethodModel method, Set<String> found) {
        method.methodTypeSymbol().parameterList().forEach(parameter -> type(parameter, found));
        type(method.methodTypeSymbol().returnType(), found);
        if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
            found.add("synchronized method " + method.methodName().stringValue());
        }
        method.code().ifPresent(code -> {
            for (CodeElement element : code) {
                if (element instanceof MonitorInstruction) {
                    found.add("synchronized block in " + method.methodName().stringValue());
                }
            }
        });
    }

    private static void type(ClassDesc desc, Set<String> found) {
        String name = nameOf(desc);
        if (isForbidden(name)) {
            found.add(name);
        }
    }

    private static void call(String owner, String method, String descriptor, Set<String> found) {
        String call = owner + "." + method;
        String shape = method + descriptor.substring(0, descriptor.indexOf(')') + 1);
        boolean clock = owner.startsWith("java.time.") && (method.equals("now") || method.startsWith("system"));
        boolean locking = owner.equals("java.util.Collections") && method.startsWith("synchronized");
        if (clock || locking || FORBIDDEN_CALLS.contains(call) || FORBIDDEN_ON_ANY_CLASS.contains(shape)) {
            found.add(call);
        }
    }

    private static boolean isForbidden(String name) {
        String outer = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
        if (FORBIDDEN_CLASSES.contains(outer)) {
            return true;
        }
        // An exception only tells of an effect.
        return CLOSED.stream().anyMatch(name::startsWith) && ALLOWED.stream().noneMatch(name::startsWith)
                && !outer.endsWith("Exception");
    }

    private static String nameOf(ClassDesc desc) {
        ClassDesc element = desc;
        while (element.isArray()) {
            element = element.componentType();
        }
        String descriptor = element.descriptorString();
        return element.isPrimitive() ? descriptor : descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }
}
