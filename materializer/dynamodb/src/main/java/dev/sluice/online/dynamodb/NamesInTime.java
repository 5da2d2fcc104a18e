package dev.sluice.online.dynamodb;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** The system's names and addresses, asked for so that the caller can be interrupted. */
final class NamesInTime implements DnsResolver {
    private static final DnsResolver SYSTEM = SystemDefaultDnsResolver.INSTANCE;

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return Elsewhere.await(() -> SYSTEM.resolve(host));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": interrupted while its address was asked for");
        } catch (ExecutionException e) {
            throw new UnknownHostException(host + ": " + e.getCause());
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SYSTEM.resolveCanonicalHostname(host);
    }
}
