package io.vfio4j.testkit.contract.socket;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.SharedFile;
import io.vfio4j.testkit.client.ClientRegion;
import io.vfio4j.testkit.contract.rule.RuleBroken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Regions behind a socket, and the files that came with them. */
final class SocketRegions {
  private final ServerConnection connection;
  private final List<SharedFile> files = new ArrayList<>();

  SocketRegions(ServerConnection connection) {
    this.connection = connection;
  }

  RegionInfo info(int index) {
    return connection.ask(client -> {
      try (ClientRegion region = client.region(index)) {
        return info(region);
      }
    });
  }

  private static RegionInfo info(ClientRegion region) {
    Set<RegionFlag> flags =
        Stream.of(RegionFlag.values())
            .filter(flag -> (region.flags() & flag.bit()) != 0)
            .collect(Collectors.toSet());
    return RegionInfo.of(region.index(), region.size(), flags)
        .withSparseMmapAreas(region.sparseAreas());
  }

  /** As a VMM maps: from the file that came with the region, if what is asked for is in an area. */
  Mapping map(MmapRequest request) {
    ClientRegion region = connection.ask(client -> client.region(request.region()));
    if (!covers(region, request)) {
      region.close();
      bringsNoFile(region);
      throw VfioException.refused(Errno.EINVAL, "no area has it");
    }
    String missing = "region %d can be mapped and brings no file".formatted(region.index());
    SharedFile file = new SharedFile(region.file().orElseThrow(() -> new RuleBroken(missing)));
    files.add(file);
    tryToMap(region, request);
    long offset = region.offset() + request.offset();
    return Mapping.of(file, offset, request.length(), Caching.CACHED);
  }

  /** What is only refused here could be mapped by who has its file. */
  static void bringsNoFile(ClientRegion region) {
    if (!region.mappable() && region.file().isPresent()) {
      throw new RuleBroken(
          "region %d has no flag MMAP and brings a file".formatted(region.index()));
    }
  }

  private static void tryToMap(ClientRegion region, MmapRequest request) {
    try {
      region.map(new SparseMmapArea(request.offset(), request.length())).close();
    } catch (LinuxException e) {
      throw new RuleBroken("region %d: %s".formatted(region.index(), e.getMessage()));
    }
  }

  private static boolean covers(ClientRegion region, MmapRequest request) {
    long end = request.offset() + request.length();
    return region.mappableAreas().stream()
        .anyMatch(area -> area.offset() <= request.offset() && end <= area.end());
  }

  void closeFiles() {
    files.forEach(SharedFile::close);
    files.clear();
  }
}
