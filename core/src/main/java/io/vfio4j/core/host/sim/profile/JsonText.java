package io.vfio4j.core.host.sim.profile;

import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON text to maps, lists, strings, booleans and numbers, within limits: depth, size, and no key
 * twice. A {@code null} is refused, since no key of a profile may be one.
 */
final class JsonText {
  static final int MAX_LENGTH = 1 << 20;
  static final int MAX_DEPTH = 16;
  private static final String END = "end of the profile";

  private final JsonReader reader;

  private JsonText(JsonReader reader) {
    this.reader = reader;
  }

  static Object parse(String text, Place place) {
    if (text.length() > MAX_LENGTH) {
      throw place.problem("longer than %d characters", MAX_LENGTH);
    }
    if (text.isBlank()) {
      throw place.problem("empty");
    }
    try {
      // In a list and before another value, so that what follows it is looked at too.
      JsonText list = new JsonText(JsonReader.from("[" + text + "\n,\"" + END + "\"]"));
      return list.onlyItem(place);
    } catch (JsonParserException e) {
      int line = e.getLinePosition();
      int column = line == 1 ? e.getCharPosition() - 1 : e.getCharPosition();
      throw place.problem("not JSON at line %d, character %d", line, column);
    }
  }

  private Object onlyItem(Place place) throws JsonParserException {
    reader.array();
    reader.next();
    Object value = value(place, 0);
    if (!reader.next() || !END.equals(value(place, 0)) || reader.next()) {
      throw place.problem("more than one value");
    }
    return value;
  }

  private Object value(Place place, int depth) throws JsonParserException {
    if (depth > MAX_DEPTH) {
      throw place.problem("nested deeper than %d", MAX_DEPTH);
    }
    return switch (reader.current()) {
      case OBJECT -> object(place, depth);
      case ARRAY -> list(place, depth);
      case STRING -> reader.string();
      case NUMBER -> reader.number();
      case BOOLEAN -> reader.bool();
      case NULL -> throw place.problem("null is not a value; leave the key out");
    };
  }

  private Map<String, Object> object(Place place, int depth) throws JsonParserException {
    Map<String, Object> object = new LinkedHashMap<>();
    reader.object();
    while (reader.next()) {
      String key = reader.key();
      if (object.put(key, value(place.key(key), depth + 1)) != null) {
        throw place.key(key).problem("key given twice");
      }
    }
    return object;
  }

  private List<Object> list(Place place, int depth) throws JsonParserException {
    List<Object> list = new ArrayList<>();
    reader.array();
    while (reader.next()) {
      list.add(value(place.item(list.size()), depth + 1));
    }
    return list;
  }
}
