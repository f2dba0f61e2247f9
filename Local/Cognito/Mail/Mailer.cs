using System.Threading.Channels;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace KanbanAspire.Local.Cognito.Mail;

/// <summary>Sends mail by SMTP in the background, so that a page takes as long with a mail as without.</summary>
internal sealed class Mailer(SmtpReceiver receiver, ILogger<Mailer> logger) : BackgroundService
{
    private readonly Channel<(string To, string Subject, string Text)> _queue =
        Channel.CreateBounded<(string, string, string)>(1000);

    /// <summary>Queues a mail; false when too many wait.</summary>
    public bool Send(string to, string subject, string text) => _queue.Writer.TryWrite((to, subject, text));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (to, subject, text) in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await SendAsync(to, subject, text, stoppingToken);
            }
            catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException
                or SmtpCommandException or SmtpProtocolException or ParseException)
            {
                logger.LogWarning("A mail could not be sent: {Reason}", error.Message);
            }
        }
    }

    private async Task SendAsync(string to, string subject, string text, CancellationToken cancellationToken)
    {
        using var message = new MimeMessage
        {
            Subject = subject,
            Body = new TextPart("plain") { Text = text },
        };
        message.From.Add(new MailboxAddress("KanbanAspire", "no-reply@verification.local"));
        message.To.Add(MailboxAddress.Parse(to));
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", receiver.Port, SecureSocketOptions.None, cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }
}
