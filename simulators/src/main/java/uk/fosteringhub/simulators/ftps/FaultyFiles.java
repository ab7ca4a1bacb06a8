package uk.fosteringhub.simulators.ftps;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;

/** The files of the server's folder, whose reading goes wrong on demand. */
record FaultyFiles(FtpsFaults faults) implements FileSystemFactory {

    @Override
    public FileSystemView createFileSystemView(User user) throws FtpException {
        FileSystemView real = new NativeFileSystemFactory().createFileSystemView(user);
        return (FileSystemView) around(real, FileSystemView.class);
    }

    private Object around(Object real, Class<?> kind) {
        return Proxy.newProxyInstance(
                FaultyFiles.class.getClassLoader(), new Class<?>[] {kind}, new Through(real, faults));
    }

    /** Hands every call on to the real thing, which must only see its like. */
    private record Through(Object real, FtpsFaults faults) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            try {
                return faulty(method.invoke(real, bare(arguments)));
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }

        private static Object[] bare(Object[] arguments) {
            if (arguments != null
                    && arguments.length == 1
                    && arguments[0] instanceof FtpFile
                    && Proxy.isProxyClass(arguments[0].getClass())) {
                return new Object[] {((Through) Proxy.getInvocationHandler(arguments[0])).real};
            }
            return arguments;
        }

        private Object faulty(Object answer) {
            if (answer instanceof FtpFile file) {
                return new FaultyFiles(faults).around(file, FtpFile.class);
            }
            if (answer instanceof List<?> files) {
                return files.stream().map(this::faulty).toList();
            }
            return answer instanceof InputStream content ? new Breaking(content, faults) : answer;
        }
    }

    private static final class Breaking extends FilterInputStream {
        private final FtpsFaults faults;

        private Breaking(InputStream content, FtpsFaults faults) {
            super(content);
            this.faults = faults;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0 && faults.breaksAfterReading(read)) {
                throw new IOException("The transfer was broken off on demand");
            }
            return read;
        }
    }
}
