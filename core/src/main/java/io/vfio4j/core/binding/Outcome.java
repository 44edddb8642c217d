package io.vfio4j.core.binding;

/** What became of a candidate. */
public enum Outcome {
  /** Its device is served. */
  TAKEN,
  /** It was probed and said that it is not the one. */
  DECLINED,
  /** It was probed and failed; the function stays unbound. */
  FAILED,
  /** It was not probed: something better was found, or an error ended the search. */
  NOT_TRIED
}
