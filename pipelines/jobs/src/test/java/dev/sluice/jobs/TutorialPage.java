package dev.sluice.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page whose blocks are steps: {@code ```console} holds commands after {@code $} and what they answer, {@code ```yaml title="FILE"} a
 * file of the project.
 */
record TutorialPage(Path file, List<String> lines) {
    private static final Pattern TITLE = Pattern.compile("```\\w+ title=\"([^\"]+)\"");
    private static final String FENCE = "```";

    /** What a block asks for: a command with the lines that it answers with, or a file to write. */
    sealed interface Step {
        record Call(int line, String command, List<String> answer) implements Step {}

        record Write(String file, String text) implements Step {}
    }

    static TutorialPage read(Path file) {
        try {
            return new TutorialPage(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (!line.startsWith(FENCE)) {
                continue;
            }
            int end = at + 1 + lines.subList(at + 1, lines.size()).indexOf(FENCE);
            Matcher title = TITLE.matcher(line);
            if (title.matches()) {
                String text = String.join("\n", lines.subList(at + 1, end)) + "\n";
                steps.add(new Step.Write(title.group(1), text));
            } else if (line.equals("```console")) {
                addCalls(at + 1, end, steps);
            }
            at = end;
        }
        return steps;
    }

    private void addCalls(int from, int end, List<Step> steps) {
        for (int at = from; at < end; at++) {
            if (lines.get(at).startsWith("$ ")) {
                int first = at;
                StringBuilder command = new StringBuilder(lines.get(at).substring(2));
                while (command.charAt(command.length() - 1) == '\\') {
                    command.setLength(command.length() - 1);
                    command.append(lines.get(++at).strip());
                }
                int next = at + 1;
                while (next < end && !lines.get(next).startsWith("$ ")) {
                    next++;
                }
                steps.add(new Step.Call(first, command.toString(), List.copyOf(lines.subList(at + 1, next))));
            }
        }
    }

    /** The page with another answer for each call, in order. */
    String with(List<List<String>> answers) {
        List<String> written = new ArrayList<>();
        int at = 0;
        List<Step.Call> calls = steps().stream()
                .filter(Step.Call.class::isInstance)
                .map(Step.Call.class::cast)
                .toList();
        for (int number = 0; number < calls.size(); number++) {
            int answer = calls.get(number).line() + 1;
            while (lines.get(answer - 1).endsWith("\\")) {
                answer++;
            }
            written.addAll(lines.subList(at, answer));
            written.addAll(answers.get(number));
            at = answer + calls.get(number).answer().size();
        }
        written.addAll(lines.subList(at, lines.size()));
        return String.join("\n", written) + "\n";
    }
}
