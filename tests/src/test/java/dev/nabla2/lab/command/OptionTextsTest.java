package dev.nabla2.lab.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code config.json} says of a run is what it takes to run it again. */
class OptionTextsTest {
    /** Every option of a training, in company that it goes with, other than by default. */
    private static final List<String> EXAMPLES = List.of(
            "--data mnist --data-dir /data",
            "--objective minimax --label 0.9 --instance-noise 0.25",
            "--objective energy --margin 1e-12",
            "--objective f-kl --alternative",
            "--penalty one-sided --lambda 0.3 --centre 0.7 --lazy 3",
            "--penalty clip --clip 0.02",
            "--dynamics consensus --gamma 10 --regularised critic",
            "--dynamics consensus --gamma 10:0.1",
            "--dynamics consensus --gamma adaptive:0.5",
            "--dynamics gradient-regularised --eta 0.125",
            "--dynamics unrolled --unroll 3 --first-order",
            "--dynamics symplectic --adjustment 0.2",
            "--critic-steps 3 --optimiser adam --betas 0,0.99 --learning-rate 3e-7 --ttur 4 --schedule cosine",
            "--optimiser sgd --clip-norm 3 --ema 0.999",
            "--clip-value 0.1",
            "--activation gelu --hidden 512,256 --latent 7 --steps 123 --batch 12 --seed -9007199254740993",
            "--relu mollified:0.01",
            "--relu mollified:0.1..0.00001 --activation leaky-relu",
            "--network wgan-gp-mnist --relu forbidden",
            "--network dcgan --dim 8 --data images --data-dir /pictures --no-classifier",
            "--data ring8 --conditional",
            "--backend reference",
            "--backend opencl --device 1",
            "--precision double");

    private static CommandLine line() {
        return new CommandLine(new TrainOptions());
    }

    private static GivenOptions.Chosen chosen(String typed) {
        CommandLine line = line();
        line.parseArgs(typed.split(" "));
        return GivenOptions.typed(line.getCommandSpec()).chosen(line.getCommandSpec());
    }

    @Test
    void theOptionsOfARunGiveItsSettings() {
        GivenOptions plain = chosen("--data ring8").options();
        for (String example : EXAMPLES) {
            GivenOptions.Chosen chosen = chosen(example);
            assertEquals(chosen, chosen.options().chosen(line().getCommandSpec()), example);
            assertTrue(!plain.differences(chosen.options()).isEmpty(), example);
        }
    }

    @Test
    void everyOptionOfATrainingIsAmongTheExamplesAndInItsOptions() {
        Set<String> known = new TreeSet<>(
                CommandSpec.forAnnotatedObject(new TrainOptions()).optionsMap().keySet());
        known.remove("--threads"); // It is the machine's.
        Set<String> tried = EXAMPLES.stream()
                .flatMap(example -> Arrays.stream(example.split(" ")))
                .filter(word -> word.startsWith("--"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known, tried);
        Set<String> written = EXAMPLES.stream()
                .flatMap(example -> chosen(example).options().texts().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known, written);
    }

    @Test
    void anOptionThatChoosesTakesItsDetailsWithIt() {
        GivenOptions begun =
                chosen("--penalty one-sided --lambda 0.3 --centre 0.7").options();
        Map<String, String> under =
                begun.under(new GivenOptions(Map.of("--penalty", "clip"))).texts();
        assertEquals("clip", under.get("--penalty"));
        assertTrue(!under.containsKey("--lambda") && !under.containsKey("--centre"), under.toString());
        assertEquals(begun, begun.under(new GivenOptions(Map.of("--penalty", "one-sided"))), "the same is no choice");
        GivenOptions mended = chosen("--relu mollified:0.1").options();
        Map<String, String> smooth =
                mended.under(new GivenOptions(Map.of("--activation", "tanh"))).texts();
        assertTrue(!smooth.containsKey("--relu"), smooth.toString());
    }
}
