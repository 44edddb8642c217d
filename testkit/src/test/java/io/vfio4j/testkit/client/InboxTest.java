package io.vfio4j.testkit.client;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.EventFd;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final int MOST_MESSAGES = 256;
  private static final int LARGE = 16 << 20;

  private final Inbox inbox = new Inbox();

  private static Message message(int bytes) {
    return new Message(0, 1, Message.REPLY, 0, ByteBuffer.allocate(bytes), List.of());
  }

  @Test
  void moreMessagesThanAnyoneTakesEndTheConversation() {
    for (int i = 0; i < MOST_MESSAGES; i++) {
      inbox.put(message(4));
    }
    assertThrows(ConnectionLost.class, () -> inbox.put(message(4)));
    inbox.take(Duration.ZERO);
    inbox.put(message(4));
  }

  @Test
  void moreBytesThanAnyoneTakesEndTheConversation() {
    for (int i = 0; i < 3; i++) {
      inbox.put(message(LARGE));
    }
    inbox.take(Duration.ZERO);
    inbox.put(message(LARGE));
    assertThrows(ConnectionLost.class, () -> inbox.put(message(LARGE)));
  }

  @Test
  void whatIsTurnedAwayLeavesNoDescriptorOpen() {
    for (int i = 0; i < MOST_MESSAGES; i++) {
      inbox.put(message(4));
    }
    EventFd sent = EventFd.create();
    Message last =
        new Message(0, 1, Message.REPLY, 0, ByteBuffer.allocate(4), List.of(sent.descriptor()));
    assertThrows(ConnectionLost.class, () -> inbox.put(last));
    assertTrue(sent.descriptor().isClosed());
  }
}
