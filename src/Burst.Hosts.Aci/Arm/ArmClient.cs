using System.Buffers;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Burst.Core.Timing;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Limits;

namespace Burst.Hosts.Aci.Arm;

/// <summary>
/// Sends one request and says plainly what came of it. Reads are tried again; writes never are. Each goes out with a permit: a read
/// waits for its own within its time, a write that has none is not sent.
/// </summary>
internal sealed class ArmClient(
    HttpPipeline pipeline, RegionBudget budget, TimeProvider timeProvider, IIdSource ids, TimeSpan readTimeout, TimeSpan writeTimeout)
{
    public const int ReadTriesMax = 4;
    public const int ReplyBytesMax = 32 * 1024 * 1024;

    public Guid NextRequestId() => ids.NextId();

    /// <summary>The last reply, after as many tries as fit into the time for a read, or into <paramref name="within"/>.</summary>
    public Task<ArmReply> ReadAsync(Uri uri, CallReserve? reserve, CancellationToken cancellationToken, TimeSpan? within = null) =>
        ReadAsync(uri, reserve, isSpare: false, within ?? readTimeout, cancellationToken);

    /// <summary>As any read, but with what the limits have to spare.</summary>
    public Task<ArmReply> ReadSpareAsync(Uri uri, CancellationToken cancellationToken) =>
        ReadAsync(uri, reserve: null, isSpare: true, readTimeout, cancellationToken);

    /// <summary>One try, if the limits have it to spare now.</summary>
    public async Task<ArmReply> ReadIfSpareAsync(Uri uri, CancellationToken cancellationToken) =>
        budget.TryTakeSpareRead(out var wait) is { } permit
            ? await SendAsync(permit, RequestMethod.Get, uri, default, NextRequestId(), readTimeout, cancellationToken).ConfigureAwait(false)
            : ArmReply.HeldBack(wait, timeProvider.GetUtcNow());

    private async Task<ArmReply> ReadAsync(Uri uri, CallReserve? reserve, bool isSpare, TimeSpan within, CancellationToken cancellationToken)
    {
        var requestId = NextRequestId();
        var deadline = timeProvider.GetUtcNow() + within;
        for (var tryNumber = 1; ; tryNumber++)
        {
            var (permit, wait) = await WaitForReadAsync(reserve, isSpare, deadline, cancellationToken).ConfigureAwait(false);
            if (permit is null)
                return ArmReply.HeldBack(wait, timeProvider.GetUtcNow());
            var left = TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerMillisecond, (deadline - timeProvider.GetUtcNow()).Ticks));
            var reply = await SendAsync(permit, RequestMethod.Get, uri, default, requestId, left, cancellationToken).ConfigureAwait(false);
            if (!reply.IsTransient || tryNumber == ReadTriesMax)
                return reply;
            if (RetryDelay.After(tryNumber, reply.RetryAfter, requestId) is not { } delay || reply.At + delay >= deadline)
                return reply;
            await Wait.ForAsync(delay, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One try, or none where the limits leave no room for it now.</summary>
    /// <exception cref="PodHostUnavailableException">No token could be had, so nothing was sent.</exception>
    public async Task<ArmReply> WriteAsync(
        RequestMethod method, Uri uri, ReadOnlyMemory<byte> body, Guid requestId, CallReserve? reserve, CancellationToken cancellationToken)
    {
        var kind = method == RequestMethod.Put ? RequestKind.Create : method == RequestMethod.Delete ? RequestKind.Delete : RequestKind.Write;
        var wait = TimeSpan.Zero;
        return (reserve?.TakeWrite(kind) ?? budget.TryTake(kind, out wait)) is { } permit
            ? await SendAsync(permit, method, uri, body, requestId, writeTimeout, cancellationToken).ConfigureAwait(false)
            : ArmReply.HeldBack(wait, timeProvider.GetUtcNow());
    }

    /// <summary>No permit when it could only be had too late: how long it would take then.</summary>
    private async Task<(RequestPermit? Permit, TimeSpan Wait)> WaitForReadAsync(
        CallReserve? reserve, bool isSpare, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = TimeSpan.Zero;
            if ((isSpare ? budget.TryTakeSpareRead(out wait) : reserve?.TakeRead() ?? budget.TryTake(RequestKind.Read, out wait)) is { } permit)
                return (permit, TimeSpan.Zero);
            if (timeProvider.GetUtcNow() + wait >= deadline)
                return (null, wait);
            await Wait.ForAsync(wait, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ArmReply> SendAsync(
        RequestPermit permit, RequestMethod method, Uri uri, ReadOnlyMemory<byte> body, Guid requestId, TimeSpan time, CancellationToken cancellationToken)
    {
        ArmReply? reply = null;
        try
        {
            permit.Sent();
            return reply = await ExchangeAsync(permit.Kind, method, uri, body, requestId, time, cancellationToken).ConfigureAwait(false);
        }
        catch (PodHostUnavailableException)
        {
            permit.Return();
            throw;
        }
        finally
        {
            permit.Settle(reply ?? ArmReply.Lost("cancelled", timeProvider.GetUtcNow()));
        }
    }

    private async Task<ArmReply> ExchangeAsync(
        RequestKind kind, RequestMethod method, Uri uri, ReadOnlyMemory<byte> body, Guid requestId, TimeSpan time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(time, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var message = NewMessage(method, uri, body, requestId);
            await pipeline.SendAsync(message, either.Token).ConfigureAwait(false);
            var content = await ReadBodyAsync(message.Response, either.Token).ConfigureAwait(false);
            var now = timeProvider.GetUtcNow();
            var header = message.Response.Headers.TryGetValue("Retry-After", out var value) ? value : null;
            return new ArmReply(message.Response.Status, content, RetryAfter.Parse(header, now), now)
            {
                Remaining = Remaining.Read(message.Response.Headers, kind),
                Operation = message.Response.Headers.TryGetValue("Azure-AsyncOperation", out var operation) ? operation : null,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ArmReply.Lost($"no answer within {time.TotalSeconds:0.#} s", timeProvider.GetUtcNow());
        }
        catch (Exception exception) when (exception is RequestFailedException or HttpRequestException or IOException)
        {
            return ArmReply.Lost(exception.Message, timeProvider.GetUtcNow());
        }
        catch (AuthenticationFailedException exception)
        {
            throw new PodHostUnavailableException(
                $"No token for {uri.Host}: {exception.Message} Check the credential this node is configured with.", exception);
        }
    }

    private HttpMessage NewMessage(RequestMethod method, Uri uri, ReadOnlyMemory<byte> body, Guid requestId)
    {
        var message = pipeline.CreateMessage();
        message.BufferResponse = false;
        message.Request.Method = method;
        message.Request.Uri.Reset(uri);
        message.Request.ClientRequestId = requestId.ToString("D");
        message.Request.Headers.Add("Accept", "application/json");
        if (!body.IsEmpty)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(body);
        }

        return message;
    }

    private static async Task<byte[]> ReadBodyAsync(Response response, CancellationToken cancellationToken)
    {
        if (response.ContentStream is not { } stream)
            return [];
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            using var content = new MemoryStream();
            for (int read; (read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                if (content.Length + read > ReplyBytesMax)
                    throw new IOException($"The reply is longer than the {ReplyBytesMax / 1024 / 1024} MiB that are read.");
                content.Write(chunk, 0, read);
            }

            return content.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
