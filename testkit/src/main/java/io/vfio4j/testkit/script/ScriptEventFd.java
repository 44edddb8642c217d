package io.vfio4j.testkit.script;

/** An eventfd that a script gave to a vector. */
interface ScriptEventFd {

  /** Takes its counter. */
  long drain();

  /** Adds one to it, as a client does to unmask. */
  void signal();

  /** Closes it. */
  void close();
}
