package io.vfio4j.core.host.sim;

import io.vfio4j.core.host.Host;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.memory.DeviceMemory;
import io.vfio4j.core.host.sim.memory.MemoryPool;
import io.vfio4j.core.host.sim.memory.PhysicalSpace;
import io.vfio4j.core.host.sim.profile.FunctionProfile;
import io.vfio4j.core.host.sim.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/** A host that a profile describes, in this process. */
public final class SimHost implements Host {
  private final Profile profile;
  private final MemoryPool pool;
  private final List<HostFunction> functions;

  private SimHost(Profile profile, MemoryPool pool) {
    this.profile = profile;
    this.pool = pool;
    this.functions = functions(profile, pool);
  }

  /** Makes a host; its memory is taken only where it is written. */
  public static SimHost load(Profile profile) {
    MemoryPool pool = new MemoryPool();
    try {
      return new SimHost(profile, pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static List<HostFunction> functions(Profile profile, MemoryPool pool) {
    PhysicalSpace space = new PhysicalSpace();
    List<HostFunction> functions = new ArrayList<>();
    Topology topology = new Topology(profile.functions(), functions);
    for (FunctionProfile function : profile.functions()) {
      addCoherentMemory(function, space, pool);
      functions.add(new SimFunction(function, topology, space, pool));
    }
    return List.copyOf(functions);
  }

  private static void addCoherentMemory(
      FunctionProfile function, PhysicalSpace space, MemoryPool pool) {
    function
        .coherentMemory()
        .ifPresent(range -> {
          String name = "vfio4j-%s-coherent".formatted(function.address());
          DeviceMemory memory = pool.create(name, range.size());
          space.add(range, memory);
        });
  }

  /** The profile it was made of. */
  public Profile profile() {
    return profile;
  }

  @Override
  public String name() {
    return "sim:" + profile.name();
  }

  @Override
  public List<HostFunction> functions() {
    return functions;
  }

  /** How many bytes of memory all of its devices' memory takes now. */
  public long allocatedBytes() {
    return pool.allocatedBytes();
  }

  @Override
  public void close() {
    pool.close();
  }
}
