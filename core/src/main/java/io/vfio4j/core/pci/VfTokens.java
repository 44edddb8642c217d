package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.HostFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The tokens of a host's physical functions: who opens a virtual function has to know the one of
 * its physical function, if a client may have that. Any thread.
 */
public final class VfTokens {
  private final Map<PciAddress, Token> tokens = new HashMap<>();

  /** Nobody knows it at first. */
  private static final class Token {
    private UUID value = UUID.randomUUID();
    private int users;
  }

  /** No function is there. */
  public VfTokens() {}

  /** A function is given to clients. If it is a physical one its token is random at first. */
  public synchronized void add(HostFunction function) {
    if (function.virtualization().capable()) {
      tokens.putIfAbsent(function.address(), new Token());
    }
  }

  /**
   * A client wants a function: {@code BDF vf_token=UUID}, or without a token.
   *
   * @throws VfioException EACCES if it does not know the token, EINVAL if none is wanted
   */
  public synchronized void match(HostFunction function, Optional<UUID> given) {
    PciAddress address = function.address();
    Token of = function.virtualization().physicalFunction().map(tokens::get).orElse(null);
    Token own = tokens.get(address);
    if (of != null) {
      require(address, of, given);
    } else if (own != null && own.users > 0) {
      require(address, own, given);
    } else if (own != null) {
      given.ifPresent(token -> own.value = token);
    } else if (given.isPresent()) {
      throw VfioException.refused(Errno.EINVAL, address + " takes no VF token");
    }
  }

  /** Whether there is a token to know, as for a virtual function whose physical one is here too. */
  public synchronized boolean wants(HostFunction function) {
    return function.virtualization().physicalFunction().map(tokens::get).isPresent()
        || tokens.containsKey(function.address());
  }

  private static void require(PciAddress address, Token token, Optional<UUID> given) {
    if (!given.equals(Optional.of(token.value))) {
      throw VfioException.refused(
          Errno.EACCES,
          address
              + (given.isEmpty() ? " needs a VF token" : " has another VF token")
              + ": give the one that its physical function was opened with, or was set to");
    }
  }

  /** A physical function's token becomes another one. */
  synchronized void set(HostFunction function, UUID token) {
    tokens.computeIfAbsent(function.address(), _ -> new Token()).value = token;
  }

  /** A client has opened a function. */
  synchronized void opened(HostFunction function) {
    count(function, 1);
  }

  /** It has closed it. */
  synchronized void closed(HostFunction function) {
    count(function, -1);
  }

  private void count(HostFunction function, int change) {
    function
        .virtualization()
        .physicalFunction()
        .map(tokens::get)
        .ifPresent(token -> token.users += change);
  }
}
