// Draws the map of Europe once; europe.json beside this file is the result, SVG paths that a template loops over.
// To draw it again: npm install --no-package-lock world-atlas@2.0.2 topojson-client@3.1.0 topojson-simplify@3.0.3 d3-geo@3.1.2
// and then: node draw.mjs. The borders are Natural Earth's (public domain).
import fs from 'fs';
import {feature, merge} from 'topojson-client';
import {presimplify, simplify, quantile, filter, filterWeight} from 'topojson-simplify';
import {geoAzimuthalEqualArea, geoPath, geoArea, geoCentroid} from 'd3-geo';
let w=JSON.parse(fs.readFileSync('node_modules/world-atlas/countries-50m.json'));
w=presimplify(w);
w=simplify(w, 0.018);
w=filter(w, filterWeight(w, 0.06));
const fc=feature(w,w.objects.countries);
const W=760,H=760;
const proj=geoAzimuthalEqualArea().rotate([-13,-51]).scale(1010).translate([W*.455,H*.535]).clipExtent([[0,0],[W,H]]).precision(.4);
const path=geoPath(proj).digits(1);
const ids={"008":"AL","040":"AT","056":"BE","070":"BA","100":"BG","191":"HR","196":"CY","203":"CZ","208":"DK","233":"EE","246":"FI","250":"FR","268":"GE","276":"DE","300":"GR","348":"HU","352":"IS","372":"IE","380":"IT","428":"LV","440":"LT","442":"LU","470":"MT","498":"MD","499":"ME","504":"MA","528":"NL","578":"NO","616":"PL","620":"PT","642":"RO","688":"RS","703":"SK","705":"SI","724":"ES","752":"SE","756":"CH","788":"TN","792":"TR","804":"UA","807":"MK","826":"GB","051":"AM","438":"LI"};
// Natural Earth's default draws Crimea with Russia, and Northern Cyprus, the Faroes and Åland apart: fold them back.
const F=n=>fc.features.find(f=>f.properties.name===n);
const poly=f=>f.geometry.type==='Polygon'?[f.geometry.coordinates]:f.geometry.coordinates;
const ru=F('Russia'), ua=F('Ukraine');
const isCrimea=p=>{const c=geoCentroid({type:'Polygon',coordinates:p});return c[0]>32&&c[0]<37&&c[1]>44&&c[1]<46.5};

const G=w.objects.countries.geometries, ruG=G.find(g=>g.properties.name==='Russia'), uaG=G.find(g=>g.properties.name==='Ukraine');
const crG=ruG.arcs.map(a=>({type:'Polygon',arcs:a})).filter(g=>isCrimea(feature(w,g).geometry.coordinates));
const cyG=G.filter(g=>['Cyprus','N. Cyprus'].includes(g.properties.name));
ru.geometry={type:'MultiPolygon',coordinates:poly(ru).filter(p=>!isCrimea(p))};
ua.geometry=merge(w,[uaG,...crG]); F('Cyprus').geometry=merge(w,cyG); {const B=F('N. Cyprus'); if(B) fc.features.splice(fc.features.indexOf(B),1);}
for(const [a,b] of [['Finland','Åland'],['Denmark','Faeroe Is.']]){const A=F(a),B=F(b);if(A&&B){A.geometry={type:'MultiPolygon',coordinates:[...poly(A),...poly(B)]};fc.features.splice(fc.features.indexOf(B),1);}}
// Where a region, or a state too small to see, stands on the map; by place code.
const places={'BE-BRU':[4.35,50.85],'FR-HDF':[2.6,50.0],'ES-PV':[-2.6,43.0],'ES-CT':[1.6,41.8],'GB-SCT':[-3.9,56.6],'GB-WLS':[-3.6,52.3],'x-be-fwb':[5.2,50.2],'x-be-dg':[6.15,50.35],'BE-WAL':[5.2,50.2],NL:[5.3,52.3],MT:[14.4,35.9],LI:[9.55,47.15],LU:[6.1,49.7],AD:[1.55,42.55],MC:[7.42,43.74],SM:[12.45,43.94],VA:[12.45,41.9]};
const pts=Object.fromEntries(Object.entries(places).map(([k,v])=>[k,proj(v).map(n=>+n.toFixed(1))]));
const countries=[],around=[];
for(const f of fc.features){
  const d=path(f); if(!d) continue;
  const code=f.properties.name==='Kosovo'?'XK':ids[f.id];
  if(code) countries.push({code,d,at:path.centroid(f).map(v=>+v.toFixed(1))});
  else around.push(d);
}
countries.sort((a,b)=>a.code<b.code?-1:1);
fs.writeFileSync('europe.json',JSON.stringify({size:W,countries,around,points:pts},null,0));
