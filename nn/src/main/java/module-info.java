/** Parameters, layers, initialisers and optimisers. */
module dev.nabla2.nn {
    requires transitive dev.nabla2.engine;

    exports dev.nabla2.nn;
}
