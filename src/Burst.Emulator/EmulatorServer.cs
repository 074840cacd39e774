using System.Net;
using System.Text;
using Burst.Emulator.Exec;
using Burst.Emulator.Hosting;
using Burst.Emulator.Metering;
using Burst.Emulator.Runtime;
using Burst.Emulator.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Burst.Emulator;

/// <summary>
/// A running emulator of Azure Resource Manager with its container instances. It serves HTTPS only, keeps what it knows in its
/// state folder, and goes on from there when it is started again; disposing it stops no container group, and disposes its runtime.
/// </summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly IGroupRuntime _runtime;
    private readonly StateFolder _folder;
    private readonly TlsIdentity _tls;
    private readonly CancellationTokenSource _stopping = new();

    // Terminals would keep the server from stopping for as long as people sit at them.
    private readonly CancellationTokenSource _hangingUp = new();
    private EmulatorComposition? _composition;
    private WebApplication? _web;
    private Task _loop = Task.CompletedTask;
    private bool _disposed;

    private EmulatorServer(StateFolder folder, TlsIdentity tls, IGroupRuntime runtime, TimeProvider time) =>
        (_folder, _tls, _runtime, _time) = (folder, tls, runtime, time);

    /// <summary>Where clients find it, such as <c>https://127.0.0.1:28443/</c>.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The certificate to trust, the same after every restart on the same folder.</summary>
    public string CertificatePem => _tls.CertificatePem;

    /// <summary>Starts an emulator, which listens when this returns; one that cannot start disposes the runtime too.</summary>
    /// <exception cref="EmulatorStartException">Options, state folder or address do not let it start.</exception>
    public static async Task<EmulatorServer> StartAsync(
        EmulatorOptions options, IGroupRuntime runtime, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken = default)
    {
        var server = await OpenAsync(options, runtime, time).ConfigureAwait(false);
        try
        {
            await server.RunAsync(options, loggers, cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Deletes every container group, as a client would; returns when the last has ended and is forgotten.</summary>
    public Task EndGroupsAsync(CancellationToken cancellationToken) => _composition!.EndGroupsAsync(_time, cancellationToken);

    /// <summary>The invoice as of now, as a table for people; also once the emulator has been disposed.</summary>
    public string WriteInvoice() => InvoiceText.Of(_composition!.Invoice.MakeOut());

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _hangingUp.CancelAsync().ConfigureAwait(false);
        if (_web is not null)
        {
            using var drain = new CancellationTokenSource(DrainTime, _time);
            await _web.StopAsync(drain.Token).ConfigureAwait(false);
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        if (_web is not null)
            await _web.DisposeAsync().ConfigureAwait(false);
        _composition?.Dispose();
        _stopping.Dispose();
        _hangingUp.Dispose();
        _tls.Server.Dispose();
        await CloseAsync(_runtime).ConfigureAwait(false);
        _folder.Dispose();
    }

    private static async Task<EmulatorServer> OpenAsync(EmulatorOptions options, IGroupRuntime runtime, TimeProvider time)
    {
        StateFolder? folder = null;
        try
        {
            EmulatorOptionsValidator.Validate(options);
            folder = StateFolder.Open(options.StateFolder);
            return new(folder, TlsIdentity.LoadOrCreate(folder.File("tls.pem"), IPAddress.Parse(options.Address), time.GetUtcNow()), runtime, time);
        }
        catch
        {
            await CloseAsync(runtime).ConfigureAwait(false);
            folder?.Dispose();
            throw;
        }
    }

    private static ValueTask CloseAsync(IGroupRuntime runtime) => runtime is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;

    private async Task RunAsync(EmulatorOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var composition = _composition = new EmulatorComposition(options, _folder, _runtime, _time, loggers);
        await composition.ResumeAsync(cancellationToken).ConfigureAwait(false);
        var sockets = new ExecSocket(composition.ExecSessions, composition.ExecRunner, _time, loggers.CreateLogger<ExecSocket>(), _hangingUp.Token);
        var http = new ArmHttp(composition.Gate, sockets, _time, _stopping.Token);
        _web = await EmulatorWeb.StartAsync(options, _tls, http.HandleAsync, loggers, cancellationToken).ConfigureAwait(false);
        Endpoint = EndpointOf(_web.Urls.First(), options.Address);
        Export(options.ExportCaFile);
        _loop = composition.Loop.RunAsync(_stopping.Token);
    }

    private static Uri EndpointOf(string url, string address)
    {
        var parsed = IPAddress.Parse(address);
        var listening = new Uri(url);
        return IPAddress.Any.Equals(parsed) || IPAddress.IPv6Any.Equals(parsed)
            ? new UriBuilder(listening) { Host = "localhost" }.Uri
            : listening;
    }

    private void Export(string? file)
    {
        if (file is null)
            return;
        try
        {
            AtomicFile.Write(Path.GetFullPath(file), Encoding.ASCII.GetBytes(CertificatePem), AtomicFile.Public);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException($"The certificate cannot be written to '{file}': {e.Message}", e);
        }
    }
}
