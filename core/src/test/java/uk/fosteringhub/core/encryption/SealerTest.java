package uk.fosteringhub.core.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is sealed can be opened with its key, as what it is, unchanged, and not otherwise. */
class SealerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:15:00Z");
    private static final String PURPOSE = "hub.pushed.body";

    @TempDir
    private Path folder;

    private KeysetPlace file() {
        KeysetPlace place = KeysetPlace.file(folder.resolve("keys/keyset.json"));
        place.create(Keyset.fresh(NOW));
        return place;
    }

    @Test
    void aTextComesBackAsItWasAndNothingOfItIsSeen() {
        Sealer sealer = Sealer.passing();
        String sealed = sealer.seal(PURPOSE, "Adeline Grey €");
        String head = "s1." + sealer.primary() + ".";
        assertThat(sealed).startsWith(head);
        assertThat(new String(Base64.getDecoder().decode(sealed.substring(head.length())), StandardCharsets.ISO_8859_1))
                .doesNotContain("Adeline", "Grey");
        assertThat(sealer.open(PURPOSE, sealed)).isEqualTo("Adeline Grey €");
        assertThat(sealer.seal(PURPOSE, "Adeline Grey €")).isNotEqualTo(sealed);
        assertThat(sealer.open(PURPOSE, sealer.seal(PURPOSE, ""))).isEmpty();
    }

    @Test
    void whatIsChangedOrOfAnotherPlaceCannotBeOpened() {
        Sealer sealer = Sealer.passing();
        String sealed = sealer.seal(PURPOSE, "Ada Grey");
        char last = sealed.charAt(sealed.length() - 2);
        String changed = sealed.substring(0, sealed.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 1);
        for (String wrong :
                new String[] {changed, "", "s1.", "Ada Grey", sealed.substring(0, 20), "s1.zzzzzzzz.AAAA"}) {
            assertThatThrownBy(() -> sealer.open(PURPOSE, wrong))
                    .as(wrong)
                    .isInstanceOf(SealBroken.class)
                    .hasMessageContaining(PURPOSE)
                    .hasMessageContaining("damaged or changed")
                    .hasMessageNotContaining("Ada");
        }
        assertThatThrownBy(() -> sealer.open("hub.failure.raw", sealed)).isInstanceOf(SealBroken.class);
    }

    @Test
    void anotherKeysetSaysWhichKeyIsMissing() {
        Sealer sealer = Sealer.passing();
        String sealed = sealer.seal(PURPOSE, "Ada Grey");
        assertThatThrownBy(() -> Sealer.passing().open(PURPOSE, sealed))
                .isInstanceOf(SealBroken.class)
                .hasMessageContaining("is encrypted with the key " + sealer.primary())
                .hasMessageContaining("Put that key back");
    }

    @Test
    void afterANewKeyTheOldOneStillOpensUntilItIsRemoved() {
        Keyset first = Keyset.fresh(NOW);
        Sealer before = sealer(first);
        Keyset second = first.rotated(NOW.plusSeconds(1));
        Sealer after = sealer(second);
        String old = before.seal(PURPOSE, "old");
        assertThat(after.open(PURPOSE, old)).isEqualTo("old");
        assertThat(after.primary()).isNotEqualTo(before.primary());
        assertThat(after.keys()).containsExactly(before.primary(), after.primary());
        assertThat(after.lookupKey("words"))
                .isEqualTo(before.lookupKey("words"))
                .hasSize(32);
        assertThat(after.lookupKey("words")).isNotEqualTo(after.lookupKey("other"));
        assertThat(after.name(before.primary(), "ab")).isEqualTo(before.name(before.primary(), "ab"));
        assertThat(after.name(after.primary(), "ab")).isNotEqualTo(before.name(before.primary(), "ab"));

        Sealer without = sealer(second.without(before.primary()));
        assertThatThrownBy(() -> without.open(PURPOSE, old)).isInstanceOf(SealBroken.class);
        assertThat(without.open(PURPOSE, after.seal(PURPOSE, "new"))).isEqualTo("new");
        assertThatThrownBy(() -> second.without(second.primary())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Sealer sealer(Keyset keyset) {
        return new Sealer(KeysetPlace.setting(KeysetText.of(keyset)));
    }

    @Test
    void aKeyThatAnotherProcessMadeIsFoundWhenItIsNeeded() {
        KeysetPlace place = file();
        Sealer one = new Sealer(place);
        Sealer other = new Sealer(place);
        place.replace(one.keyset().rotated(NOW));
        one.reload();
        assertThat(other.open(PURPOSE, one.seal(PURPOSE, "new"))).isEqualTo("new");
        assertThat(other.primary()).isEqualTo(one.primary());
    }

    @Test
    void manySegmentsComeBackAsTheyWereAndAnyChangeShows() throws IOException {
        Sealer sealer = Sealer.passing();
        byte[] plain = new byte[3 * (1 << 20) + 17];
        new Random(7).nextBytes(plain);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = sealer.sealing(sealer.primary(), sealed)) {
            out.write(plain);
        }
        byte[] bytes = sealed.toByteArray();
        assertThat(opened(sealer, bytes)).isEqualTo(plain);

        byte[] changed = bytes.clone();
        changed[bytes.length / 2] ^= 1;
        byte[] cut = Arrays.copyOf(bytes, bytes.length - (1 << 20));
        for (byte[] wrong : new byte[][] {changed, cut, new byte[0], new byte[100]}) {
            assertThatThrownBy(() -> opened(sealer, wrong))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("The archived delivery a-file cannot be decrypted")
                    .hasMessageContaining("backup");
        }
        Sealer another = Sealer.passing();
        assertThatThrownBy(() -> another.opening(sealer.primary(), InputStream.nullInputStream(), "a-file"))
                .isInstanceOf(SealBroken.class)
                .hasMessageContaining("a-file is encrypted with the key " + sealer.primary());
    }

    private static byte[] opened(Sealer sealer, byte[] sealed) throws IOException {
        try (InputStream in = sealer.opening(sealer.primary(), new ByteArrayInputStream(sealed), "a-file")) {
            return in.readAllBytes();
        }
    }

    @Test
    void keysetsAreReadAsTheyAreWrittenAlsoAsOneWord() {
        Keyset keyset = Keyset.fresh(NOW).rotated(NOW.plusSeconds(5));
        Keyset read = KeysetText.parse(KeysetText.of(keyset), "a test");
        assertThat(read.keys()).isEqualTo(keyset.keys());
        assertThat(sealer(read).open(PURPOSE, sealer(keyset).seal(PURPOSE, "x")))
                .isEqualTo("x");
        assertThat(new Sealer(KeysetPlace.setting(Encryption.newKeys())).keys()).hasSize(1);
        assertThat(keyset.toString()).doesNotContain("value");
    }

    @Test
    void whatIsNoKeysetIsSaidWithItsPlaceAndWithoutItsContent() throws IOException {
        KeysetPlace place = file();
        Path file = folder.resolve("keys/keyset.json");
        String text = Files.readString(file);
        for (String wrong : new String[] {
            "", "{}", "a secret", text.substring(0, text.length() / 2), text.replace("\"payloads\"", "\"nothing\"")
        }) {
            Files.writeString(file, wrong);
            assertThatThrownBy(place::read)
                    .isInstanceOf(KeysetUnusable.class)
                    .hasNoCause()
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("Put the right ones back")
                    .hasMessageNotContaining("a secret");
        }
        Files.delete(file);
        assertThatThrownBy(place::read)
                .isInstanceOf(KeysetUnusable.class)
                .hasMessageContaining("There are no encryption keys in " + file)
                .hasMessageContaining("keys create");
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThatThrownBy(place::read).isInstanceOf(KeysetUnusable.class).hasMessageContaining(file.toString());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyTheOwnerCanReadTheKeysAndTheFileIsMadeOnce() throws IOException {
        KeysetPlace place = file();
        Path file = folder.resolve("keys/keyset.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String text = Files.readString(file);
        assertThat(place.create(Keyset.fresh(NOW))).isFalse();
        assertThat(Files.readString(file)).isEqualTo(text);

        place.replace(place.read().rotated(NOW));
        Path before = folder.resolve("keys/keyset.json.before");
        assertThat(Files.readString(before)).isEqualTo(text);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(before)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("keys"))) {
            assertThat(files).hasSize(2);
        }
    }
}
