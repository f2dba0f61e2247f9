using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;

namespace KanbanAspire.AppHost.Stack;

/// <summary>Makes the course's rule, which invokes the Scheduler every minute.</summary>
internal sealed class Timer
{
    /// <summary>Name of the rule in the default stack, the course's.</summary>
    public const string RuleName = "dynamodb-1min-insert-timer";

    public Timer(Amazon.CDK.Stack stack, StackSettings settings, Parameters parameters, IFunction scheduler)
    {
        Undelivered = DeadLetters.Create(stack, "TimerUndelivered");
        var rule = new CfnRule(stack, "Timer", new CfnRuleProps
        {
            Name = settings.Named(RuleName),
            Description = "Inserts an item into DynamoDB every minute",
            ScheduleExpression = "rate(1 minute)",
            State = parameters.TimerState.ValueAsString,
            Targets = new[]
            {
                new CfnRule.TargetProperty
                {
                    Id = "scheduler",
                    Arn = scheduler.FunctionArn,
                    // The next minute comes anyway; what is older than five is of no use as a wake-up call.
                    RetryPolicy = new CfnRule.RetryPolicyProperty { MaximumRetryAttempts = 4, MaximumEventAgeInSeconds = 300 },
                    DeadLetterConfig = new CfnRule.DeadLetterConfigProperty { Arn = Undelivered.QueueArn },
                },
            },
        });
        _ = new CfnPermission(stack, "TimerPermission", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = scheduler.FunctionArn,
            Principal = "events.amazonaws.com",
            SourceArn = rule.AttrArn,
        });
        Undelivered.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["sqs:SendMessage"],
            Principals = [new ServicePrincipal("events.amazonaws.com")],
            Resources = [Undelivered.QueueArn],
            Conditions = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["ArnEquals"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["aws:SourceArn"] = rule.AttrArn },
            },
        }));
    }

    /// <summary>Gets the queue of events that could not be delivered to the function.</summary>
    public Queue Undelivered { get; }
}
