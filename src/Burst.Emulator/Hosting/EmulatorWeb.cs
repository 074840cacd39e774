using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Burst.Emulator.Hosting;

/// <summary>The web server: Kestrel with one handler, no configuration of its own, no console.</summary>
internal static class EmulatorWeb
{
    private const int ConnectionsMax = 1024;

    /// <exception cref="EmulatorStartException">The address cannot be listened on.</exception>
    public static async Task<WebApplication> StartAsync(
        EmulatorOptions options, TlsIdentity tls, RequestDelegate handler, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        // The empty builder reads neither environment nor settings files, which belong to the hosting program.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.Replace(ServiceDescriptor.Singleton(loggers));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime>(new NoConsoleLifetime()));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, options, tls));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(handler);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return app;
        }
        catch (Exception e)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            if (e is IOException or SocketException or AddressInUseException)
                throw new EmulatorStartException($"Cannot listen on {options.Address} port {options.Port}: {e.Message} Give another address or port.", e);
            throw;
        }
    }

    private static void Configure(KestrelServerOptions kestrel, EmulatorOptions options, TlsIdentity tls)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = ArmHttp.BodyBytesMax;
        kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
        kestrel.Listen(IPAddress.Parse(options.Address), options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(tls.Server);
        });
    }
}
