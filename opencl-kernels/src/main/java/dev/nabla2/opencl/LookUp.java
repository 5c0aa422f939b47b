package dev.nabla2.opencl;

import java.util.List;

/** Writes the kernel that computes whichever elementwise function it is told to. */
final class LookUp {
    static final String KERNEL = "elementwise";

    private LookUp() {}

    static String source() {
        StringBuilder text = new StringBuilder(Sources.of("places.cl", "functions.cl"));
        List<String> names = Formulas.names();
        names.forEach(name -> text.append(Formulas.definition(name)));
        text.append(
                "static inline float apply(const int f, const float a, const float b, const float c, const float k) {\n"
                        + "    switch (f) {\n");
        for (int i = 0; i < names.size(); i++) {
            text.append(String.format("        case %d: return f_%s(a, b, c, k);\n", i, names.get(i)));
        }
        text.append("    }\n    return NAN;\n}\n");
        return text.append(Sources.alone("elementwise.cl")).toString();
    }
}
