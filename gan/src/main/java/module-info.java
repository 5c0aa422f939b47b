/** Objectives, penalties, dynamics, data sets and the trainer. */
module dev.nabla2.gan {
    requires transitive dev.nabla2.nn;

    exports dev.nabla2.gan;
    exports dev.nabla2.gan.data;
    exports dev.nabla2.gan.network;
}
