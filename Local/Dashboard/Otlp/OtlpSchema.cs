namespace KanbanAspire.Local.Dashboard.Otlp;

/// <summary>
/// Lists the messages of OpenTelemetry's protocol that the dashboard reads: one line a message, each field as
/// <c>jsonName=number:type</c>, with a star when it is repeated. The numbers are those of opentelemetry-proto 1.x.
/// Types: <c>hex</c> is bytes that OTLP JSON writes in hexadecimal; 64-bit integers are written as decimal strings.
/// </summary>
internal static class OtlpSchema
{
    private const string Text = """
        Traces resourceSpans=1:ResourceSpans*
        ResourceSpans resource=1:Resource scopeSpans=2:ScopeSpans*
        ScopeSpans scope=1:Scope spans=2:Span*
        Span traceId=1:hex spanId=2:hex traceState=3:string parentSpanId=4:hex name=5:string kind=6:int32 startTimeUnixNano=7:fixed64 endTimeUnixNano=8:fixed64 attributes=9:KeyValue* events=11:Event* links=13:Link* status=15:Status
        Event timeUnixNano=1:fixed64 name=2:string attributes=3:KeyValue*
        Link traceId=1:hex spanId=2:hex traceState=3:string attributes=4:KeyValue*
        Status message=2:string code=3:int32
        Logs resourceLogs=1:ResourceLogs*
        ResourceLogs resource=1:Resource scopeLogs=2:ScopeLogs*
        ScopeLogs scope=1:Scope logRecords=2:LogRecord*
        LogRecord timeUnixNano=1:fixed64 severityNumber=2:int32 severityText=3:string body=5:AnyValue attributes=6:KeyValue* traceId=9:hex spanId=10:hex observedTimeUnixNano=11:fixed64 eventName=12:string
        Metrics resourceMetrics=1:ResourceMetrics*
        ResourceMetrics resource=1:Resource scopeMetrics=2:ScopeMetrics*
        ScopeMetrics scope=1:Scope metrics=2:Metric*
        Metric name=1:string description=2:string unit=3:string gauge=5:Numbers sum=7:Numbers histogram=9:Histogram
        Numbers dataPoints=1:Number* aggregationTemporality=2:int32 isMonotonic=3:bool
        Number startTimeUnixNano=2:fixed64 timeUnixNano=3:fixed64 asDouble=4:double asInt=6:sfixed64 attributes=7:KeyValue*
        Histogram dataPoints=1:Buckets* aggregationTemporality=2:int32
        Buckets startTimeUnixNano=2:fixed64 timeUnixNano=3:fixed64 count=4:fixed64 sum=5:double bucketCounts=6:fixed64* explicitBounds=7:double* attributes=9:KeyValue* min=11:double max=12:double
        Resource attributes=1:KeyValue*
        Scope name=1:string version=2:string
        KeyValue key=1:string value=2:AnyValue
        AnyValue stringValue=1:string boolValue=2:bool intValue=3:int64 doubleValue=4:double arrayValue=5:ArrayValue kvlistValue=6:KeyValues bytesValue=7:bytes
        ArrayValue values=1:AnyValue*
        KeyValues values=1:KeyValue*
        """;

    /// <summary>Finds a message's fields by its name.</summary>
    public static readonly Dictionary<string, Field[]> Messages = Read();

    /// <summary>Is one field; <c>Message</c> is null for a scalar.</summary>
    public sealed record Field(string JsonName, int Number, string Type, bool IsRepeated)
    {
        public Field[]? Message { get; set; }
    }

    private static Dictionary<string, Field[]> Read()
    {
        var messages = Text.Split('\n').Select(line => line.Trim().Split(' ')).ToDictionary(words => words[0],
            words => words.Skip(1).Select(word => word.Split('=', ':')).Select(parts => new Field(parts[0],
                int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2].TrimEnd('*'), parts[2].EndsWith('*'))).ToArray());
        foreach (var field in messages.Values.SelectMany(fields => fields))
        {
            field.Message = messages.GetValueOrDefault(field.Type);
        }
        return messages;
    }
}
