/** What the authors of plugins can rely on: how long the parts of the api stay as they are. */
@NullMarked
package io.vfio4j.api.promise;

import org.jspecify.annotations.NullMarked;
