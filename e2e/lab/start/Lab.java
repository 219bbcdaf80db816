import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.*;
import java.util.concurrent.*;
import javax.net.ssl.*;

/**
 * Servers of the laboratory that OpenSSL 3 cannot be. Standard input: a line for each, "id|protocols|suites|leaf|hsts",
 * then a dot. Prints "PORT id port" or "FAILED id why" for each, then READY. Ends when standard input ends.
 */
public class Lab {
  private static final char[] NO_PASSWORD = new char[0];
  private static final ExecutorService WORKERS = Executors.newCachedThreadPool((work) -> {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  });

  public static void main(String[] args) throws Exception {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null && !line.equals("."); line = input.readLine()) {
      String[] parts = line.split("\\|", -1);
      try {
        System.out.println("PORT " + parts[0] + " " + start(parts));
      } catch (Exception error) {
        System.out.println("FAILED " + parts[0] + " " + error.getMessage());
      }
    }
    System.out.println("READY");
    while (input.readLine() != null) continue;
  }

  private static int start(String[] parts) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(parts[3]), null, null);
    SSLServerSocket socket =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 256, InetAddress.getByName("127.0.0.1"));
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(parts[1].split(","));
    parameters.setCipherSuites(parts[2].split(","));
    parameters.setUseCipherSuitesOrder(true);
    socket.setSSLParameters(parameters);
    WORKERS.submit(() -> serve(socket, parts[4]));
    return socket.getLocalPort();
  }

  private static KeyManager[] keys(String leaf) throws Exception {
    String pem = Files.readString(Path.of(leaf + ".key")).replaceAll("-----[A-Z ]+-----|\\s", "");
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem));
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(spec);
    Certificate[] chain;
    try (InputStream file = new FileInputStream(leaf + ".pem")) {
      chain = CertificateFactory.getInstance("X.509").generateCertificates(file).toArray(new Certificate[0]);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("leaf", key, NO_PASSWORD, chain);
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static void serve(SSLServerSocket socket, String hsts) {
    while (true) {
      try {
        Socket connection = socket.accept();
        WORKERS.submit(() -> answer(connection, hsts));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket connection, String hsts) {
    try (connection) {
      connection.setSoTimeout(20_000);
      BufferedReader request =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) continue;
      String header = hsts.isEmpty() ? "" : "Strict-Transport-Security: " + hsts + "\r\n";
      String answer = "HTTP/1.1 200 OK\r\n" + header + "Content-Length: 3\r\nConnection: close\r\n\r\nlab";
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      connection.getOutputStream().flush();
    } catch (IOException refused) {
      // Scanners break most handshakes off.
    }
  }
}
