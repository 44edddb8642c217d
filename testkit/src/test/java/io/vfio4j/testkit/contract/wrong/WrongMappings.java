package io.vfio4j.testkit.contract.wrong;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;

/** Devices whose mappings are wrong. */
final class WrongMappings {
  private static final long PAGE = 4096;

  private WrongMappings() {}

  static List<WrongDevice> all() {
    return List.of(
        WrongDevice.of("M1", "maps half of what was asked for", WrongMappings::mapsHalf),
        WrongDevice.of(
                "M2", "has an area that begins within a page", WrongMappings::areaWithinAPage)
            .also("M6"),
        WrongDevice.of("M3", "maps the page behind", WrongMappings::mapsTheNextPage).also("M4"),
        WrongDevice.of("M4", "reads what it has kept, not memory", WrongMappings::readsACopy),
        WrongDevice.of("M5", "maps privately", WrongMappings::mapsPrivately),
        WrongDevice.of("M6", "maps whatever begins inside", WrongMappings::mapsBeyond),
        WrongDevice.of("M7", "maps a region without the flag MMAP", WrongMappings::hidesTheFlag));
  }

  private static Mapping longer(Mapping mapping, long offset, long length) {
    return Mapping.of(mapping.file(), mapping.fileOffset() + offset, length, mapping.caching());
  }

  private static VfioDevice mapsHalf(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public Mapping mmap(MmapRequest request) {
        Mapping right = super.mmap(request);
        return request.length() > PAGE ? longer(right, 0, right.length() / 2) : right;
      }
    };
  }

  private static VfioDevice areaWithinAPage(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        RegionInfo right = super.regionInfo(region);
        return region == 2
            ? right.withSparseMmapAreas(List.of(new SparseMmapArea(0x800, PAGE)))
            : right;
      }
    };
  }

  private static VfioDevice mapsTheNextPage(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public Mapping mmap(MmapRequest request) {
        Mapping right = super.mmap(request);
        return request.length() == PAGE ? longer(right, PAGE, right.length()) : right;
      }
    };
  }

  private static VfioDevice readsACopy(VfioDevice core) {
    return new Wrong(core) {
      private boolean written;

      @Override
      public long write(int region, long offset, MemorySegment source) {
        written |= region == 2;
        return super.write(region, offset, source);
      }

      @Override
      public long read(int region, long offset, MemorySegment target) {
        long count = super.read(region, offset, target);
        if (region == 2 && !written) {
          target.asSlice(0, count).fill((byte) 0);
        }
        return count;
      }
    };
  }

  private static VfioDevice mapsPrivately(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public Mapping mmap(MmapRequest request) {
        return super.mmap(MmapRequest.shared(request.region(), request.offset(), request.length()));
      }
    };
  }

  private static VfioDevice mapsBeyond(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public Mapping mmap(MmapRequest request) {
        long size = regionInfo(request.region()).size();
        long length = Math.min(request.length(), size - request.offset());
        boolean inside = regionInfo(request.region()).mappable() && length > 0;
        return inside
            ? super.mmap(
                new MmapRequest(request.region(), request.offset(), length, request.shared()))
            : super.mmap(request);
      }
    };
  }

  private static VfioDevice hidesTheFlag(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        RegionInfo right = super.regionInfo(region);
        return region == 2
            ? RegionInfo.of(2, right.size(), Set.of(RegionFlag.READ, RegionFlag.WRITE))
            : right;
      }
    };
  }
}
