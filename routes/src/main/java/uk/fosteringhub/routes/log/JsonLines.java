package uk.fosteringhub.routes.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the log as one JSON object. What stands before the sentence as {@code run=7 feed=lcs-persons outcome=done}
 * becomes members of their own, so that lines can be found by run, feed, change or incident.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PAIR = Pattern.compile("\\G([a-z][a-z0-9-]*)=(\\S*)(?:\\s+|$)");

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ObjectNode line = JSON.createObjectNode();
        line.put("at", event.getInstant().toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        event.getMDCPropertyMap().forEach(line::put);
        String message = String.valueOf(event.getFormattedMessage());
        Matcher pair = PAIR.matcher(message);
        int sentence = 0;
        while (pair.find()) {
            String name = pair.group(1);
            line.put(line.has(name) && !name.equals("run") ? name + "-told" : name, pair.group(2));
            sentence = pair.end();
        }
        line.put("message", message.substring(sentence));
        if (event.getThrowableProxy() != null) {
            line.put("stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        try {
            return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an object of texts cannot be written", impossible);
        }
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
