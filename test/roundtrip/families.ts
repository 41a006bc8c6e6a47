// Hides with what the families are served in every framework, by the sample servers.

import * as huaweiExpress from '../../generated/huawei-evs/express.js';
import * as huaweiFastify from '../../generated/huawei-evs/fastify.js';
import * as huaweiHono from '../../generated/huawei-evs/hono.js';
import * as huawei from '../../generated/huawei-evs/server.js';
import * as cinderExpress from '../../generated/openstack-cinder/express.js';
import * as cinderFastify from '../../generated/openstack-cinder/fastify.js';
import * as cinderHono from '../../generated/openstack-cinder/hono.js';
import * as cinder from '../../generated/openstack-cinder/server.js';
import * as scalewayExpress from '../../generated/scaleway-instance/express.js';
import * as scalewayFastify from '../../generated/scaleway-instance/fastify.js';
import * as scalewayHono from '../../generated/scaleway-instance/hono.js';
import * as scaleway from '../../generated/scaleway-instance/server.js';
import * as scpExpress from '../../generated/scp-virtualserver/express.js';
import * as scpFastify from '../../generated/scp-virtualserver/fastify.js';
import * as scpHono from '../../generated/scp-virtualserver/hono.js';
import * as scp from '../../generated/scp-virtualserver/server.js';

export const CINDER = { ...cinder, ...cinderHono, ...cinderFastify, ...cinderExpress };
export const HUAWEI = { ...huawei, ...huaweiHono, ...huaweiFastify, ...huaweiExpress };
export const SCALEWAY = { ...scaleway, ...scalewayHono, ...scalewayFastify, ...scalewayExpress };
export const SCP = { ...scp, ...scpHono, ...scpFastify, ...scpExpress };
