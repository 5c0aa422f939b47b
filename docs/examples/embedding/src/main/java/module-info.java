module com.example.embedding {
    requires dev.nabla2.gan;
}
