package uk.fosteringhub.connectors.transport;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.settings.SystemSettings;

class LocalFolderTest extends FileDropContract {
    @TempDir
    private Path temp;

    @Override
    Path folder() {
        return temp.resolve("in box");
    }

    @Override
    String location() {
        return "file:" + folder();
    }

    @Override
    SystemSettings system() {
        return Samples.open("lcs");
    }
}
