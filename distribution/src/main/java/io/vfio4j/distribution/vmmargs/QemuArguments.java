package io.vfio4j.distribution.vmmargs;

import com.grack.nanojson.JsonObject;
import io.vfio4j.distribution.output.Json;
import java.nio.file.Path;
import java.util.List;

/** For QEMU: a root port, so that the function is an endpoint with all of its config space. */
final class QemuArguments {

  private QemuArguments() {}

  static List<Argument> attaching(Path socket, String memory) {
    return List.of(
        new Argument("-m", memory),
        new Argument(
            "-object", "memory-backend-memfd,id=vfio4j-ram,size=%s,share=on".formatted(memory)),
        new Argument("-machine", "q35,memory-backend=vfio4j-ram"),
        new Argument("-device", "pcie-root-port,id=vfio4j-port,chassis=1,slot=1"),
        new Argument("-device", Json.line(device(socket))));
  }

  /** The socket is an object, which only the JSON form of -device can say. */
  private static JsonObject device(Path socket) {
    JsonObject address = new JsonObject();
    address.put("type", "unix");
    address.put("path", socket.toString());
    JsonObject device = new JsonObject();
    device.put("driver", "vfio-user-pci");
    device.put("id", "vfio4j-device");
    device.put("bus", "vfio4j-port");
    device.put("socket", address);
    return device;
  }
}
