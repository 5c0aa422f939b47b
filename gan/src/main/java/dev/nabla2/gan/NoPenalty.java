package dev.nabla2.gan;

import java.util.Optional;

/** Nothing holds the critic back, or something in its network does, such as spectral normalisation. */
public record NoPenalty() implements Penalty {
    @Override
    public Optional<Term> term(Setting setting) {
        return Optional.empty();
    }

    @Override
    public boolean hasTerm() {
        return false;
    }

    @Override
    public boolean isPerSample() {
        return false;
    }

    @Override
    public String conventions() {
        return "none";
    }
}
