package dev.sluice.catalog;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.catalog.page.Frame;
import dev.sluice.catalog.page.Page;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page as JSON. */
final class PageJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();

    private PageJson() {}

    static byte[] of(Frame frame, Page page) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("project", frame.project());
        document.put("as_of", frame.asOf().toString());
        document.put("notice", frame.notice());
        document.put("page", page);
        return bytes(document);
    }

    /** RFC 9457. */
    static byte[] of(PageProblem problem) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", problem.title());
        document.put("status", problem.status());
        document.put("detail", problem.detail());
        document.put("code", problem.code());
        return bytes(document);
    }

    private static byte[] bytes(Object document) {
        try {
            return MAPPER.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a page as JSON", e);
        }
    }
}
