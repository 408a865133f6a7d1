/// The configuration file: named stores, defaults and jobs. Only a command that finds one loads what reads YAML.
@NullMarked
package dev.crossdock.app.config;

import org.jspecify.annotations.NullMarked;
