/** What the documents say is held against what is there: links, and code that they show. */
@NullMarked
package io.vfio4j.distribution.docs;

import org.jspecify.annotations.NullMarked;
