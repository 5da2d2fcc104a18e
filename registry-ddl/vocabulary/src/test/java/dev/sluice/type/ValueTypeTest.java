package dev.sluice.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "int",
                "long",
                "float",
                "double",
                "boolean",
                "string",
                "bytes",
                "timestamp",
                "date",
                "decimal(38,10)",
                "array<float>",
                "array<decimal(4,2)>"
            })
    void eachTypeIsWrittenAsItIsRead(String text) {
        assertThat(ValueType.parse(text)).hasToString(text);
    }

    @Test
    void spacesAndCaseDoNotMatter() {
        assertThat(ValueType.parse(" Array < Decimal( 18 , 2 ) > ")).hasToString("array<decimal(18,2)>");
    }

    @Test
    void anUnknownTypeNamesTheNearest() {
        assertThatThrownBy(() -> ValueType.parse("strng")).hasMessage("Invalid type: 'strng'. Did you mean 'string'?");
    }

    @Test
    void decimalsAndArraysHaveLimits() {
        assertThatThrownBy(() -> ValueType.parse("decimal(39,0)")).hasMessageContaining("The precision is 1 to 38");
        assertThatThrownBy(() -> ValueType.parse("decimal(4,5)")).hasMessageContaining("the scale 0 to the precision");
        assertThatThrownBy(() -> ValueType.parse("array<array<int>>"))
                .hasMessageContaining("Arrays of arrays are not supported");
    }
}
