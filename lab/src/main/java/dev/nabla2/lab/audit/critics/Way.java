package dev.nabla2.lab.audit.critics;

import java.util.Locale;

/** How critics of rectifiers are trained beside one another. */
enum Way {
    /** By the automatic gradient. */
    AUTOMATIC("automatic"),
    /** By the gradient of mollified rectifiers, for as many steps. */
    MENDED("mended"),
    /** By the automatic gradient, for as much processor time as the mended one takes. */
    LONGER("automatic, equal time");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /** For people. */
    String words() {
        return words;
    }

    /** The name of something that is measured of it. */
    String of(String number) {
        return name().toLowerCase(Locale.ROOT) + "-" + number;
    }
}
