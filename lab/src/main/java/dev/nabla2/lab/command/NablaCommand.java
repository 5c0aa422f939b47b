package dev.nabla2.lab.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code nabla2} by itself, which says what there is. */
@Command(
        name = "nabla2",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Trains GANs whose objectives need derivatives of derivatives.",
        description = {
            "",
            "A critic learns to tell real samples from generated ones, a generator to please the critic. A penalty on the"
                    + " critic's slope keeps the game stable; to train with it, a gradient is differentiated again.",
            ""
        },
        commandListHeading = "Commands:%n",
        footer = {
            "",
            "Start with this:",
            "  nabla2 train",
            "and open the report it names. 'nabla2 train --help' explains every choice."
        })
public final class NablaCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
