/** What a user of the engine imports. */
package dev.nabla2.engine;
