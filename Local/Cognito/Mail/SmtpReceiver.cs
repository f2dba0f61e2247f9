using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KanbanAspire.Local.Cognito.Mail;

/// <summary>Receives mail by SMTP on the loopback address and files each as an .eml in the data folder.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc5321, the minimum of section 4.5.1.</remarks>
internal sealed class SmtpReceiver(CognitoOptions options, MailFolder folder) : BackgroundService
{
    private const int MaxMessageBytes = 1_000_000;
    private readonly TcpListener _listener = new(IPAddress.Loopback, options.SmtpPort);

    /// <summary>The port listened on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(stoppingToken);
            _ = ServeAsync(client, stoppingToken);
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));
        using (client)
        {
            try
            {
                // Latin-1 keeps every byte of an 8-bit message as it is.
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1);
                (writer.NewLine, writer.AutoFlush) = ("\r\n", true);
                await ConverseAsync(reader, writer, timeout.Token);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // The sender has gone; what was complete is filed.
            }
        }
    }

    private async Task ConverseAsync(StreamReader reader, StreamWriter writer, CancellationToken cancellationToken)
    {
        await writer.WriteLineAsync("220 cognito.local ready");
        var hasRecipient = false;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync($"250-cognito.local\r\n250-8BITMIME\r\n250 SIZE {MaxMessageBytes}");
                    break;
                case "HELO" or "NOOP" or "RSET" or "MAIL":
                    hasRecipient = false;
                    await writer.WriteLineAsync("250 OK");
                    break;
                case "RCPT":
                    hasRecipient = true;
                    await writer.WriteLineAsync("250 OK");
                    break;
                case "DATA" when hasRecipient:
                    await writer.WriteLineAsync("354 End with a dot");
                    var message = await ReadMessageAsync(reader, cancellationToken);
                    if (message is not null)
                    {
                        await folder.AddAsync(message, cancellationToken);
                    }

                    await writer.WriteLineAsync(message is null ? "552 Too large" : "250 Filed");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("503 RCPT first");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 Bye");
                    return;
                case "GET" or "POST" or "PUT" or "HEAD" or "OPTIONS" or "DELETE":
                    // A browser, sent here by a page: what follows its headers may read like SMTP.
                    await writer.WriteLineAsync("421 No web server");
                    return;
                default:
                    await writer.WriteLineAsync("502 Not implemented");
                    break;
            }
        }
    }

    private static async Task<string?> ReadMessageAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line && line != ".")
        {
            if (message.Length <= MaxMessageBytes)
            {
                message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }
        }

        return message.Length <= MaxMessageBytes ? message.ToString() : null;
    }
}
