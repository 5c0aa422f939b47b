package dev.nabla2.engine.backend;

/** A run of numbers in a backend's memory. Only the backend that made it can look inside. */
public interface Buffer {
    /** The number of elements. */
    int size();
}
