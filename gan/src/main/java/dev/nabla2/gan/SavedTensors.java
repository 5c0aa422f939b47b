package dev.nabla2.gan;

import dev.nabla2.engine.Tensor;
import dev.nabla2.nn.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A checkpoint's tensors, of which each is to be taken once: one that nobody takes belongs to another run. */
final class SavedTensors {
    private final Map<String, Tensor> left = new LinkedHashMap<>();

    SavedTensors(Parameters saved) {
        for (int i = 0; i < saved.names().size(); i++) {
            left.put(saved.names().get(i), saved.tensors().get(i));
        }
    }

    /**
     * Copies of the tensors below a name.
     *
     * @param like the names and shapes they must have
     * @throws IllegalArgumentException if they have others
     */
    Parameters take(String branch, Parameters like) {
        List<Tensor> taken = new ArrayList<>();
        for (int i = 0; i < like.names().size(); i++) {
            String name = branch + "." + like.names().get(i);
            Tensor expected = like.tensors().get(i);
            Tensor found = left.remove(name);
            if (found == null || !found.shape().equals(expected.shape())) {
                throw new IllegalArgumentException("checkpoint: expected " + name + " " + expected.shape() + ", found "
                        + (found == null ? "none" : String.format("%.60s", found.shape())));
            }
            taken.add(found.named(expected.place()));
        }
        return Position.copy(like.with(taken));
    }

    /**
     * Checks that all were taken.
     *
     * @throws IllegalArgumentException if some were not
     */
    void checkNoneLeft() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(String.format(
                    "checkpoint: expected no more tensors for these networks, optimisers, averages and dynamics, found %.60s"
                            + " (%d in all)",
                    left.keySet().iterator().next(), left.size()));
        }
    }
}
