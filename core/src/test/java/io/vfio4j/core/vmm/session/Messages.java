package io.vfio4j.core.vmm.session;

import static io.vfio4j.core.vmm.session.Bytes.bytes;

/** Requests as clients send them. Payloads only, unless the name says otherwise. */
final class Messages {
  static final int REQUEST = 0;
  static final int REPLY = 1;
  static final int NO_REPLY = 0x10;
  static final int FAILED = 0x21;

  /** What QEMU proposes; with header, version and zero its VERSION is 214 bytes long. */
  static final String QEMU_CAPABILITIES =
      "{\"capabilities\": {\"migration\": {\"max_bitmap_size\": 268435456, \"pgsize\": 4096},"
          + " \"max_msg_fds\": 16, \"max_data_xfer_size\": 1048576, \"pgsizes\": 4096,"
          + " \"max_dma_maps\": 65535, \"write_multiple\": true}}";

  private Messages() {}

  /** A whole message. */
  static byte[] message(int id, int command, int flags, byte[] payload) {
    return bytes().u16(id, command).u32(16 + payload.length, flags, 0).raw(payload).array();
  }

  static byte[] version(int major, int minor, String json) {
    return bytes().u16(major, minor).text(json).u8(0).array();
  }

  static byte[] qemuVersion() {
    return version(0, 0, QEMU_CAPABILITIES);
  }

  static byte[] dmaMap(long flags, long offset, long address, long size) {
    return bytes().u32(32, flags).u64(offset, address, size).array();
  }

  static byte[] dmaUnmap(long flags, long address, long size) {
    return bytes().u32(24, flags).u64(address, size).array();
  }

  static byte[] getInfo() {
    return bytes().u32(16, 0, 0, 0).array();
  }

  static byte[] regionInfo(long argsz, long index) {
    return bytes().u32(argsz, 0, index, 0).u64(0, 0).array();
  }

  static byte[] regionIoFds(long argsz, long flags, long index, long count) {
    return bytes().u32(argsz, flags, index, count).array();
  }

  static byte[] irqInfo(long index) {
    return bytes().u32(16, 0, index, 0).array();
  }

  static byte[] setIrqs(long flags, long index, long start, long count) {
    return bytes().u32(20, flags, index, start, count).array();
  }

  static byte[] setIrqBools(long action, long index, long start, int... bools) {
    return bytes().u32(20 + bools.length, 2 | action, index, start, bools.length).u8(bools).array();
  }

  static byte[] regionRead(long region, long offset, long count) {
    return bytes().u64(offset).u32(region, count).array();
  }

  static byte[] regionWrite(long region, long offset, byte... data) {
    return bytes().u64(offset).u32(region, data.length).raw(data).array();
  }

  static byte[] feature(long argsz, long flags, byte... data) {
    return bytes().u32(argsz, flags).raw(data).array();
  }
}
