package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.pci.PciMatch;
import java.util.List;

/** The GPUs whose memory is reached over the chip-to-chip link. */
final class NvgraceIds {
  static final int NVIDIA = 0x10de;

  static final List<PciMatch> TABLE =
      List.of(
          PciMatch.device(NVIDIA, 0x2342), // GH200, 96 GB of HBM3 ("120GB")
          PciMatch.device(NVIDIA, 0x2345), // GH200 ("480GB")
          PciMatch.device(NVIDIA, 0x2348), // GH200, 144 GB of HBM3e
          PciMatch.device(NVIDIA, 0x2941), // GB200
          PciMatch.device(NVIDIA, 0x31c2)); // GB300

  private NvgraceIds() {}
}
