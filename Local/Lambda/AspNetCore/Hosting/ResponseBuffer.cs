using System.Buffers;
using System.IO.Pipelines;

namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>Is a pipe that ends in memory: what is written is there at once, and nobody reads before the end.</summary>
internal sealed class ResponseBuffer : PipeWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Length => _bytes.WrittenCount;

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => 0;

    public void Clear() => _bytes.ResetWrittenCount();

    public override Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _bytes.GetSpan(sizeHint);

    public override void Advance(int bytes) => _bytes.Advance(bytes);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

    public override void CancelPendingFlush()
    {
        // A flush never waits.
    }

    public override void Complete(Exception? exception = null)
    {
        // The response is complete when the pipeline returns.
    }
}
