package dev.sluice.client;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;

/** The tests' class path without some of its jars. */
final class IsolatedLoader extends URLClassLoader {
    private IsolatedLoader(URL[] urls) {
        super(urls, ClassLoader.getPlatformClassLoader());
    }

    /** @param jars the beginnings of the jars' names */
    static IsolatedLoader without(String... jars) {
        List<String> unwanted = List.of(jars);
        return new IsolatedLoader(
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(File::new)
                        .filter(file -> unwanted.stream().noneMatch(file.getName()::startsWith))
                        .map(IsolatedLoader::url)
                        .toArray(URL[]::new));
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @SuppressWarnings("unchecked")
    <T> T make(Class<?> type) throws ReflectiveOperationException {
        return (T) loadClass(type.getName()).getDeclaredConstructor().newInstance();
    }
}
