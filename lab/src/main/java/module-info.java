/** The command {@code nabla2}: experiments, metrics, pictures and reports. */
module dev.nabla2.lab {
    requires arpack.combined.all;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires transitive dev.nabla2.gan;
    requires ejml.core;
    requires ejml.ddense;
    requires info.picocli;
    requires java.desktop;
    requires java.management;
    requires me.tongfei.progressbar;
    requires xchart;

    uses dev.nabla2.engine.backend.BackendProvider;

    exports dev.nabla2.lab;
    exports dev.nabla2.lab.audit;

    opens dev.nabla2.lab.command to
            info.picocli;
}
