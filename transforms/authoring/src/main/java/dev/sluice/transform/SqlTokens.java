package dev.sluice.transform;

import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/** The words of a query: equal for texts that differ in blanks, comments and the case of keywords and names only. */
record SqlTokens(List<String> tokens) {
    static SqlTokens of(String text) {
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(text)));
        lexer.removeErrorListeners();
        return new SqlTokens(lexer.getAllTokens().stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .map(token -> token.getType() + " " + word(token.getText()))
                .toList());
    }

    private static String word(String text) {
        boolean quoted = text.indexOf('\'') >= 0 || text.indexOf('"') >= 0;
        return quoted ? text : text.toUpperCase(Locale.ROOT);
    }
}
