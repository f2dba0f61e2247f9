using KanbanAspire.Local.Cognito.Pages;

namespace KanbanAspire.Local.Cognito.Mail;

/// <summary>/mailbox: what the pool has mailed.</summary>
internal static class MailboxApi
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MailFolder>();
        services.AddSingleton<SmtpReceiver>();
        services.AddSingleton<Mailer>();
        services.AddHostedService(it => it.GetRequiredService<SmtpReceiver>());
        services.AddHostedService(it => it.GetRequiredService<Mailer>());
    }

    public static void MapMailbox(this WebApplication app)
    {
        app.MapGet("/mailbox", context => context.ShowAsync<Mailbox>(
            Page.View(context) with { Mails = Folder(context).All() }));
        app.MapGet("/mailbox/{id}", context => Folder(context).Find((string)context.GetRouteValue("id")!) is { } mail
            ? context.ShowAsync<Mailbox>(Page.View(context) with { Mail = mail })
            : context.ShowAsync<Mailbox>(Page.View(context), StatusCodes.Status404NotFound));
    }

    private static MailFolder Folder(HttpContext context) => context.RequestServices.GetRequiredService<MailFolder>();
}
