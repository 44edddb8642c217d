package io.vfio4j.distribution.agent;

import io.vfio4j.core.host.Host;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A host that a thread of its own opens, while plugins are loaded and the agent is wired: neither
 * needs the other, and a start waits for both ({@code docs/performance.md}).
 */
final class HostOpening implements AutoCloseable {
  private final CompletableFuture<Host> opened;

  private HostOpening(CompletableFuture<Host> opened) {
    this.opened = opened;
  }

  static HostOpening begin(String name) {
    return new HostOpening(
        CompletableFuture.supplyAsync(
            () -> Hosts.open(name), Thread.ofPlatform().name("vfio4j-host")::start));
  }

  /**
   * The host, as soon as it is open.
   *
   * @throws io.vfio4j.distribution.exit.CommandFailed if it cannot be opened
   */
  Host host() {
    try {
      return opened.join();
    } catch (CompletionException e) {
      throw thrown(e);
    }
  }

  private static RuntimeException thrown(CompletionException failure) {
    if (failure.getCause() instanceof Error error) {
      throw error;
    }
    return failure.getCause() instanceof RuntimeException cause ? cause : failure;
  }

  /** Waits for the host and closes it; if it could not be opened there is nothing to close. */
  @Override
  public void close() {
    if (opened.handle((host, failure) -> failure == null).join()) {
      opened.join().close();
    }
  }
}
