package dev.nabla2.lab;

import dev.nabla2.engine.ShapeException;
import dev.nabla2.engine.backend.BackendException;
import dev.nabla2.gan.data.DataException;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.command.AuditCommand;
import dev.nabla2.lab.command.CostCommand;
import dev.nabla2.lab.command.DevicesCommand;
import dev.nabla2.lab.command.EvaluateCommand;
import dev.nabla2.lab.command.ExitCodes;
import dev.nabla2.lab.command.GradcheckCommand;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.command.NablaCommand;
import dev.nabla2.lab.command.ReproduceCommand;
import dev.nabla2.lab.command.SampleCommand;
import dev.nabla2.lab.command.Shell;
import dev.nabla2.lab.command.SpectrumCommand;
import dev.nabla2.lab.command.SweepCommand;
import dev.nabla2.lab.command.TableCommand;
import dev.nabla2.lab.command.TrainCommand;
import dev.nabla2.lab.command.TuneCommand;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.RunSettings;
import dev.nabla2.lab.run.Training;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the command {@code nabla2} starts. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        PrintWriter out = writer(System.out);
        PrintWriter err = writer(System.err);
        Interruption interruption = new Interruption();
        interruption.watch(err);
        int code = ExitCodes.FAILED;
        try {
            code = run(List.of(arguments), out, err, interruption, GanTraining::new);
        } finally {
            interruption.everythingIsWritten();
        }
        System.exit(code);
    }

    /** What is printed holds characters beyond ASCII, and Java 17 would replace them where the locale is POSIX. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new java.io.OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /**
     * Runs the command in this process.
     *
     * @param arguments what was typed after the command's name
     * @param out standard output
     * @param err standard error
     * @param interruption is told how to stop a training
     * @param trainer makes a training of settings and data
     * @return the exit code
     */
    static int run(
            List<String> arguments,
            PrintWriter out,
            PrintWriter err,
            Interruption interruption,
            BiFunction<RunSettings, DataSet, Training> trainer) {
        CommandLine commandLine = new CommandLine(new NablaCommand())
                .addSubcommand(new TrainCommand(typed(arguments), interruption, trainer))
                .addSubcommand(new SampleCommand())
                .addSubcommand(new EvaluateCommand())
                .addSubcommand(new TableCommand(typed(arguments), interruption, trainer))
                .addSubcommand(new SweepCommand(typed(arguments), interruption, trainer))
                .addSubcommand(new AuditCommand(typed(arguments), interruption))
                .addSubcommand(new SpectrumCommand(typed(arguments), interruption))
                .addSubcommand(new CostCommand())
                .addSubcommand(new GradcheckCommand())
                .addSubcommand(new DevicesCommand())
                .addSubcommand(new TuneCommand())
                .addSubcommand(new ReproduceCommand(typed(arguments), interruption))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, given) -> explain(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err));
        TrainCommand.explainDefaults(commandLine.getSubcommands().get("train").getCommandSpec());
        int code = execute(commandLine, arguments, err);
        out.flush();
        err.flush();
        return code;
    }

    private static int execute(CommandLine commandLine, List<String> arguments, PrintWriter err) {
        try {
            return commandLine.execute(arguments.toArray(String[]::new));
        } catch (OutOfMemoryError full) {
            err.println("nabla2: expected this to fit into "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB, found that it does not; try fewer samples, a"
                    + " smaller --batch or network, or give Java more by -Xmx in NABLA2_JAVA_OPTS");
            return ExitCodes.FAILED;
        }
    }

    private static String typed(List<String> arguments) {
        return "nabla2 " + Shell.line(arguments);
    }

    private static int explain(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("nabla2: " + wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException) {
            err.println("there are: "
                    + Stream.concat(
                                    command.getSubcommands().keySet().stream(),
                                    command.getCommandSpec().optionsMap().keySet().stream()
                                            .filter(name -> name.startsWith("--"))
                                            .sorted())
                            .collect(Collectors.joining(", ")));
        }
        err.flush();
        return ExitCodes.WRONG_USAGE;
    }

    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof DataException
                || failure instanceof LabException
                || failure instanceof BackendException) {
            err.println("nabla2: " + failure.getMessage());
        } else if (failure instanceof UncheckedIOException file) {
            // A disk that is full, or gone, while a run is kept.
            err.println("nabla2: " + file.getMessage()
                    + (file.getCause() == null ? "" : " (" + file.getCause().getMessage() + ")"));
        } else if (failure instanceof ShapeException) {
            err.println("nabla2: " + failure.getMessage() + "; try a smaller --batch or --hidden");
        } else {
            err.println("nabla2: something went wrong that should not have; please report it with these lines");
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCodes.FAILED;
    }
}
