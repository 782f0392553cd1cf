package dev.paddock.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingTest {
    @Test
    void aLongListingHasAllItsLinesInOrder() {
        Listing listing = new Listing();
        IntStream.range(0, 50_000).forEach(i -> listing.line("line " + i));

        String expected =
                IntStream.range(0, 50_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        assertThat(listing).hasToString(expected);
        assertThat(listing.isCut()).isFalse();
    }

    @Test
    void itEndsAtItsBoundAndSaysSo() {
        Listing listing = new Listing(20).line("0123456789").line("0123456789").line("x");

        assertThat(listing.isCut()).isTrue();
        assertThat(listing).hasToString("0123456789\n... cut here: no more than 20 characters are listed\n");
    }
}
