using System.Globalization;
using System.Text;
using MimeKit;

namespace KanbanAspire.Local.Cognito.Mail;

/// <summary>A received mail.</summary>
public sealed record ReceivedMail(string Id, string To, string Subject, DateTimeOffset At, string Text);

/// <summary>Keeps the last mails as .eml files, newest first.</summary>
internal sealed class MailFolder(CognitoOptions options, TimeProvider time)
{
    private const int Kept = 100;
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(options.DataFolder, "mail")).FullName;
    private int _number;

    /// <summary>Files a message, one character a byte, and deletes the oldest.</summary>
    public async Task AddAsync(string message, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyyMMddHHmmssfff}-{Interlocked.Increment(ref _number):D4}.eml");
        var partial = Path.Combine(_folder, name + ".partial");
        await File.WriteAllTextAsync(partial, message, Encoding.Latin1, cancellationToken);
        File.Move(partial, Path.Combine(_folder, name));
        foreach (var old in Files().Skip(Kept))
        {
            File.Delete(old);
        }
    }

    public IReadOnlyList<ReceivedMail> All() => [.. Files().Select(Read)];

    /// <summary>Finds one by its id; null when there is none.</summary>
    public ReceivedMail? Find(string id) =>
        Files().FirstOrDefault(it => Path.GetFileNameWithoutExtension(it) == id) is { } file ? Read(file) : null;

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(_folder, "*.eml").OrderDescending(StringComparer.Ordinal);

    private static ReceivedMail Read(string file)
    {
        using var message = MimeMessage.Load(file);
        return new ReceivedMail(
            Path.GetFileNameWithoutExtension(file), message.To.ToString(), message.Subject ?? "", message.Date,
            message.TextBody ?? message.HtmlBody ?? "");
    }
}
