package dev.crossdock.app.cli;

/// What is told to somebody who gave no command.
final class Overview {

    static final String TEXT = """
            Crossdock copies objects between S3 services and directories, and proves every copy.

              crossdock doctor s3://photos/                 # can I reach it, and what may I do there?
              crossdock plan s3://photos/ /mnt/photos       # what would be copied, and why?
              crossdock copy s3://photos/ /mnt/photos       # copy and prove; repeat it to go on after a stop

            `crossdock --help` lists all commands, `crossdock COMMAND --help` tells more of each.
            """;

    private Overview() {}
}
